% mine
${table.colour}
