local sum = 0
for i = 1, #ARGV do
  sum = sum + ARGV[i]
end
return sum
