if #ARGV > 1 then
  return ARGV[1] .. ARGV[2]
end
return 'none'
