### Questions to begin with.

example-compare_goals = Jämför { $one } och { $other } mål
example-timeline = Hur ser { $genitive } tidslinje ut?
