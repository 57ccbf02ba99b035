local t = { f
(x) }