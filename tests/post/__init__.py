"""Mail servers for tests: one in this process that does as told, and a real one on this machine."""
