"""`peersupport consent`: what participants agree to, refuse and withdraw."""
