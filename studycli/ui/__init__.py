"""What a person sees and types: keys, renderables, formulas, the quiz loop."""
