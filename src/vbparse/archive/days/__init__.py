"""Dates as days: EDTF, what people type as a period, and rules of recurrence (RRULE)."""
