"""Who works on a topic in which region, by which sentence, and where nobody or one alone is seen."""

from dirskg.graph.analyses.topics.topic_gaps import STATES, RegionOnTopic, Statement, TopicReport, topic_gaps

__all__ = ["STATES", "RegionOnTopic", "Statement", "TopicReport", "topic_gaps"]
