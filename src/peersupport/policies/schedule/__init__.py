"""What is due, and what is overdue? Schedules judged over records, day by day, with unknown dates as bounds."""

from peersupport.policies.schedule.due import OPEN, About, Due, Status, Why, due_document
from peersupport.policies.schedule.policy import Scheduling, by_urgency, within

__all__ = ["OPEN", "About", "Due", "Scheduling", "Status", "Why", "by_urgency", "due_document", "within"]
