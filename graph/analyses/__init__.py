"""Analyses: pure functions from a build's frames to a finding, each figure with its source."""
