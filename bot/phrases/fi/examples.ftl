### Questions to begin with.

example-compare_goals = Vertaa { $one } ja { $other } tavoitteita
example-timeline = Millainen on { $genitive } aikajana?
