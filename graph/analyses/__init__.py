"""Analyses: pure functions from the frames of a build to a finding, each with its numbers and where they come from."""
