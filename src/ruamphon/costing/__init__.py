"""What a thing costs to make: prices, recipes, cost sheets, batches and the decisions that rest on them.

Here belong units, materials with their lots, recipes of many levels, labour, overhead and wear, the two figures of every
sheet (cash and full, each low, likely and high), planned against actual, and prices to ask. One engine serves all five
forms of production. Money that moved belongs to the cash book; who may see a sheet is asked here and nowhere below.
"""
