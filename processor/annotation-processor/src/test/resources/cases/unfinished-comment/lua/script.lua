local a = 1
--[==[ what follows
return a ]]
