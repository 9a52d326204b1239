"""Proof, from outside a process, that it reaches nothing and writes nowhere else."""
