local r = CALL.q()
