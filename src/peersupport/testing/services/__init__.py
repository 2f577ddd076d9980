"""What laws and machines ask of a service, as small protocols, and the adapters by which a host or engine answers."""
