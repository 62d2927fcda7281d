"""Paragraphs → letterhead, title, preamble, body tree, end, attachments. `frame` cuts the document into its parts
(Nghị định 30/2020/NĐ-CP, Điều 8), `tree` makes the outline of a body."""
