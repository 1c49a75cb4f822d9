System.out.println("""

    plausible4j in jshell. Five things to try; each is a script of a few lines, to copy:

      /open samples/scripts/week.jsh      this week's pages as a table
      /open samples/scripts/year.jsh      a year as a line of bars, and as a chart
      /open samples/scripts/live.jsh      who is on the site now, and a visitor who comes
      /open samples/scripts/verify.jsh    a user whose address is verified without a mail
      /open samples/scripts/stack.jsh     what a stack for a Raspberry Pi consists of

    They ask a Plausible inside this process, which really counts. /exit ends it.
    """)
