"""The nouns: frozen values, no behaviour that reaches outside."""
