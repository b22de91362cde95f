"""What a note holds, as bits of one number."""

from studycli.core.query_tree import Content

# The bit that stands for each content in notes.features.
FEATURES = {content: 1 << bit for bit, content in enumerate(Content)}
