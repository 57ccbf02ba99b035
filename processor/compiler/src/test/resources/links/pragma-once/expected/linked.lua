local count = 0
count = count + 1
count = count + 10
count = count + 10
return count
