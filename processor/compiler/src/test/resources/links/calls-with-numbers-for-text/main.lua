return CALL.sub({ 12 }, { 5, 6, 7, 8 })
