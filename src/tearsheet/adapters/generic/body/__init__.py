"""The story itself: the element that holds it, and what in and around that element is none of it."""
