"""Every change of training sessions: planning, places at them, attendance."""
