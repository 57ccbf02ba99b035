local a = 1

if a = 1 then return 1 end