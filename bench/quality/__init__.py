"""How good the judgements are: figures with their uncertainty, on labelled texts."""
