package io.github.plausible4j.web;

/**
 * The texts of an {@link OptOutPage}, as plain text. HTML in them is escaped.
 *
 * @param language the language of the texts, as in a {@code lang} attribute
 * @param title the heading
 * @param explanation the explanation of what is counted, and of the button
 * @param counted the text while visits are counted
 * @param notCounted the text while they are not counted
 * @param refuse the label of the button while visits are counted
 * @param allow the label of the button while they are not counted
 * @param unavailable the text if the browser does not store anything for pages
 * @param withoutScripts the text if the browser does not run scripts
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
  /** English texts. */
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

  /** German texts. */
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
