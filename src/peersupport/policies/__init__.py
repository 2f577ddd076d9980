"""One module a question. Policies know rules and records; they do not know each other."""
