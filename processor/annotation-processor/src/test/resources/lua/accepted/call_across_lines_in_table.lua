return { f
(x) }