"""Facts, parameters, criteria and rules; the reference evaluator that defines their meaning and the compiled fast path."""
