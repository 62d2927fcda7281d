"""Pure extraction: text and outline in, values of the schema out. `document` puts the fields together.

rules        the rule engine; `times` and `citations` find what several fields need
header, references, phases, recipients, signatures, anomalies   one module a field
obligations  walks the outline, helped by headings, charges (over actors), fieldlines, tasktables (over cells),
             dues, and making, which builds the values
evidence     origins and ids, last of all
"""
