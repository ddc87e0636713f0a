// In other encodings there are no such names.
return System.getProperty('sun.jnu.encoding').equalsIgnoreCase('UTF-8')
