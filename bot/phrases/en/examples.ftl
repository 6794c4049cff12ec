### Questions to begin with.

example-compare_goals = Compare { $one } and { $other } goals
example-timeline = What is { $genitive } timeline?
