local a = 1
local greeting = "hello
return greeting
