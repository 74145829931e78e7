namespace Segmentation.Synthetic;

/// <summary>A narrowest category: its name, one piece of it, and the prices of its cheapest and dearest line.</summary>
internal sealed record Leaf(string Name, string Piece, double Cheapest, double Dearest);

/// <summary>A middle category.</summary>
internal sealed record Group(string Name, Leaf[] Leaves);

/// <summary>A broadest category.</summary>
internal sealed record Category(string Name, Group[] Groups);

/// <summary>What the shop sells, as data: 10 categories of 3 groups of 2 leaves, each leaf in 6 lines.</summary>
internal static class CatalogueData
{
    /// <summary>The lines of every leaf, cheapest first; prices rise geometrically from line to line.</summary>
    public static readonly string[] Lines = ["Essential", "Classic", "Comfort", "Select", "Premium", "Signature"];

    /// <summary>The categories; archetypes lean towards some of them by position.</summary>
    public static readonly Category[] Categories =
    [
        new("Electronics",
        [
            new("Audio", [new("Headphones", "Headphones", 30, 400), new("Speakers", "Speaker", 40, 500)]),
            new("Computers", [new("Laptops", "Laptop", 400, 2000), new("Tablets", "Tablet", 150, 1000)]),
            new("Phones", [new("Smartphones", "Smartphone", 200, 1300), new("Chargers", "Charger", 12, 90)]),
        ]),
        new("Clothing",
        [
            new("Women", [new("Dresses", "Dress", 30, 250), new("Knitwear", "Cardigan", 25, 180)]),
            new("Men", [new("Shirts", "Shirt", 20, 120), new("Jackets", "Jacket", 60, 300)]),
            new("Shoes", [new("Sneakers", "Sneakers", 40, 200), new("Boots", "Boots", 60, 280)]),
        ]),
        new("Home & Garden",
        [
            new("Kitchen", [new("Cookware", "Pan Set", 25, 400), new("Knives", "Chef's Knife", 15, 250)]),
            new("Furniture", [new("Chairs", "Chair", 50, 500), new("Lamps", "Lamp", 25, 300)]),
            new("Garden", [new("Planters", "Planter", 15, 150), new("Garden Tools", "Pruner", 15, 200)]),
        ]),
        new("Sports",
        [
            new("Fitness", [new("Yoga Mats", "Yoga Mat", 20, 120), new("Dumbbells", "Dumbbell Set", 20, 250)]),
            new("Outdoor", [new("Tents", "Tent", 80, 400), new("Backpacks", "Backpack", 40, 250)]),
            new("Cycling", [new("Helmets", "Helmet", 30, 200), new("Bike Lights", "Bike Light", 20, 120)]),
        ]),
        new("Books",
        [
            new("Fiction", [new("Novels", "Novel", 10, 30), new("Crime", "Crime Novel", 10, 28)]),
            new("Non-Fiction", [new("Biographies", "Biography", 12, 40), new("Cookbooks", "Cookbook", 15, 50)]),
            new("Children", [new("Picture Books", "Picture Book", 10, 25), new("Comics", "Comic", 10, 30)]),
        ]),
        new("Beauty",
        [
            new("Skin Care", [new("Face Creams", "Face Cream", 15, 150), new("Serums", "Serum", 20, 200)]),
            new("Make-up", [new("Lipsticks", "Lipstick", 15, 60), new("Palettes", "Palette", 20, 90)]),
            new("Fragrance", [new("Perfumes", "Perfume", 40, 200), new("Body Mists", "Body Mist", 15, 60)]),
        ]),
        new("Toys",
        [
            new("Construction", [new("Building Sets", "Building Set", 15, 100), new("Trains", "Train Set", 25, 100)]),
            new("Games", [new("Board Games", "Board Game", 15, 70), new("Puzzles", "Puzzle", 10, 40)]),
            new("Dolls & Plush", [new("Dolls", "Doll", 15, 80), new("Plush Animals", "Plush Bear", 10, 50)]),
        ]),
        new("Food",
        [
            new("Coffee & Tea", [new("Coffee", "Coffee Beans", 8, 40), new("Tea", "Tea", 5, 35)]),
            new("Sweets", [new("Chocolate", "Chocolate Box", 5, 40), new("Biscuits", "Biscuits", 5, 25)]),
            new("Pantry", [new("Oils", "Olive Oil", 8, 50), new("Spices", "Spice Set", 5, 30)]),
        ]),
        new("Automotive",
        [
            new("Car Care", [new("Polishes", "Polish", 10, 60), new("Wash Kits", "Wash Kit", 15, 90)]),
            new("Interior", [new("Seat Covers", "Seat Cover", 30, 180), new("Floor Mats", "Floor Mats", 20, 120)]),
            new("Workshop", [new("Wrenches", "Wrench Set", 25, 200), new("Starters", "Jump Starter", 50, 200)]),
        ]),
        new("Jewelry",
        [
            new("Rings", [new("Silver Rings", "Silver Ring", 50, 400), new("Gold Rings", "Gold Ring", 150, 1000)]),
            new("Necklaces", [new("Pendants", "Pendant", 50, 500), new("Chains", "Chain", 60, 800)]),
            new("Watches", [new("Sports Watches", "Sports Watch", 80, 600), new("Dress Watches", "Watch", 120, 1000)]),
        ]),
    ];
}
