"""Words and what they say: languages, times, labels. Nothing here knows a page."""
