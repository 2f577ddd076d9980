"""Facts, parameters, criteria and rules; the reference evaluator that defines their meaning, the compiled fast path."""
