"""Who works on a topic in which region, on the evidence of which sentence."""

from dirskg.graph.analyses.topics.topic_gaps import TopicReport, topic_gaps

__all__ = ["TopicReport", "topic_gaps"]
