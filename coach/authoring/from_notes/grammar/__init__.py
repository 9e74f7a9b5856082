"""The grammar of a line: its words, its tokens, the shapes of its phrases, and what they say."""
