"""What the parts of any page are signs of: class names, elements, words, dates in figures, boxes of one shape."""
