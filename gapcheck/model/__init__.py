"""The nouns of the project: frozen dataclasses that every stage shares and none owns."""
