package io.github.plausible4j.web;

/**
 * The words of an {@link OptOutPage}, as plain text: what is HTML in them is shown, not obeyed.
 *
 * @param language the language of the words, as in an {@code lang} attribute
 * @param title the heading
 * @param explanation what is counted, and what the button does
 * @param counted what is said while visits are counted
 * @param notCounted what is said while they are not
 * @param refuse the button's words while visits are counted
 * @param allow the button's words while they are not
 * @param unavailable what is said where the browser keeps nothing for pages
 * @param withoutScripts what is said where the browser runs no scripts
 */
public record OptOutTexts(
    String language,
    String title,
    String explanation,
    String counted,
    String notCounted,
    String refuse,
    String allow,
    String unavailable,
    String withoutScripts) {
  /** In English. */
  public static OptOutTexts english() {
    return new OptOutTexts(
        "en",
        "Statistics of this site",
        "This site counts its visits without cookies and without knowing who you are. If you"
            + " would rather not be counted, say so here; this browser will remember.",
        "Your visits are counted.",
        "Your visits are not counted.",
        "Do not count my visits",
        "Count my visits",
        "This browser does not let the page remember your choice.",
        "Without scripts your visits are not counted.");
  }

  /** In German. */
  public static OptOutTexts german() {
    return new OptOutTexts(
        "de",
        "Statistik dieser Website",
        "Diese Website zählt ihre Besuche ohne Cookies und ohne zu wissen, wer Sie sind. Wenn Sie"
            + " lieber nicht gezählt werden möchten, sagen Sie es hier; dieser Browser merkt es"
            + " sich.",
        "Ihre Besuche werden gezählt.",
        "Ihre Besuche werden nicht gezählt.",
        "Meine Besuche nicht zählen",
        "Meine Besuche zählen",
        "Dieser Browser lässt die Seite Ihre Wahl nicht speichern.",
        "Ohne Skripte werden Ihre Besuche nicht gezählt.");
  }
}
