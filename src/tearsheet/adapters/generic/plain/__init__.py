"""Any page as plain text: a crawl's record, a dump, a paste. Lines are all there is; no element tells what they are.

What is believed of such text:

- The story is the densest run of long lines that end as sentences do; menus are runs of short lines that do not.
- The title stands above the story, is short, ends in no full stop (``?`` and ``!`` it may), and its words come again in
  the story. Times and bylines stand between it and the story, or right above it, or after the story.
- Other stories, comments and footers begin with a short label, and short lines follow.
- Lines of one width that end amid a sentence are one paragraph that was wrapped.

::

    units      wrapped lines put together            (units)
    weights    what each unit says of being story    (weights)
    range      the stretch of the greatest sum       (story)
    title      above the story or at its start       (head)
"""
