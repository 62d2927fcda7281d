"""What an office prints: the table by which it follows its tasks, letters to those who are late, and the results of a
plan, in the layout of Nghị định 30/2020/NĐ-CP, phụ lục I."""
