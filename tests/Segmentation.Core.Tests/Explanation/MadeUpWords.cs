using System;
using System.Collections.Generic;

namespace Segmentation.Tests.Explanation;

/// <summary>
/// Words that an answer must not bring along: of things that shops sell, brands there are and are not, channels, devices,
/// dates, people and places.
/// </summary>
internal static class MadeUpWords
{
    public static IReadOnlyList<string> All { get; } =
        """
        corer diffuser opener accessories acme activewear adapter adidas almond anklet anorak apparel appliances apricot aquarium armchair
        atlas automotive autumn backpack bacon bagel bags bakery baking bangle banjo barbecue barware basketball
        bassinet bathrobe bathroom bathtub battery bavaria beanie beauty bedding bedroom beds beer belt belts beverage
        beverages bib bicycle bicycles bikes billboard binoculars birdcage biscuit blankets blazer bleach blender
        blenders blouse blueberry blusher boats boiler bonnet bonsai bookcase books bookshelves boot boots bottles
        bracelets brandy bread brick bricks briefcase broccoli brooch broom bucket buckle bulbs butter button cabinets
        cable cables cactus cakes calendar camera cameras camping candelabra candles candlesticks candy canoe canvas
        cappuccino caravan cardigan carpet carpets carrot cars cashew casserole cassette cats cello ceramics chairs
        champagne chandelier charger chargers cheddar cheese cherry chickpeas chinaware chisel chocolate chocolates
        christmas cider cinnamon cleaning cloth clothes clothing coats cocktails coffee cola colander collars
        collectibles comic comics compass compost computers conditioner confectionery console consoles cookbook
        cookbooks cookies cooking cookware cooler corset cosmetics cot cots couscous cracker cravat crayon crib crisps
        crochet crockery croissant cufflink cupboard cupcake cups curtain curtains cushions cutlery cycling dairy
        december decor decoration decorations denim deodorant desks desktop detergents diapers diary dinghy dishes
        dishwasher dishwashers dogs doll dolls doorbell doormat doughnut dresser dresses drill drills drinks drone
        drones drugs drumkit dryers dumbbell dummy duvet dvds earbuds earphones earrings easel easter electricals
        electronics email embroidery encyclopedia envelope espresso evening eyeshadow eyewear fabrics facebook farming
        fashion faucet feeders fertiliser fertilizer fiction figurines fishing fitness flashlights flights flooring
        flour flowers flute food foods football footballs footwear fragrance fragrances freezers fridge fridges fruit
        fruits fudge furniture futon gadgets games gaming garage gardening garlic garments gear gearbox germany
        giftware gin ginger glasses glassware glove gloves golf gourmet gravel greengrocery greenhouse grills
        groceries grocery guitars gym haberdashery hair hairbrush hairdryers halloween ham hammer hammers hammock
        hamster handbag handbags hardware hats headphones headset health heaters helmet herbs hiking hobbies holiday
        homeware honey hoodie hoodies hoover horses horseshoe hosepipe hosiery hotels household houseplants housewares
        ikea instagram insurance jackets jam jeans jewel jewellery jewelry jewels jigsaw joystick juice juices jumper
        kayak kayaking kayaks ketchup kettle kettles keyboard keyboards kibble kids kitchen kitchens kitchenware kite
        knitting knives ladder ladle lamps lantern lanterns laptop laptops lasagne laundry lawnmower lawnmowers
        leaflet leash leather lego lemonade lens lentils lighting linen lingerie lino lipstick liquorice london lotion
        loudspeaker loungewear luggage luxury magazine magazines makeup mango margarine marker marmalade
        mascara mattresses mayonnaise meat medicine men menswear microphone microwaves midnight milk millinery mirrors
        mitten mixer moccasin moisturiser moisturizer monday mop morning motorbike motorcycles mozzarella muffin mugs
        music mustard nappies nappy necklaces necktie nespresso newsletter noodles notebooks notepad novel novels
        nutmeg nutrition nuts olives onion orchid ornaments ottoman outdoor outdoors outerwear oven ovens overcoat
        oyster pacifiers padlock paint paintbrush paints pans pants papaya paper parents parfum parka parquet parrot
        pasta patisserie pendant pens perfume perfumes pesto petfood pets petticoat phones photography photos pillows
        pineapple pizza plank plants plaster plates plug plum plumbing plywood podcast popcorn postcard posters pots
        pottery poultry pram prams prawns pretzel printer printers projector prosecco purse puzzles quibblo quilt
        racket radiator radios raincoat rake raspberry rattle razor razors recipes ribbon rice rings router routers
        rucksack rug rugs rum saddle saffron salads salami salmon samsung sandal sandals satchel saturday saucer
        sausage scarf scarves scooter screwdriver seafood seedling seeds seniors shampoo shavers shelves shirts shoes
        shorts shovel shower silverware skateboard skateboarding skateboards ski skiing skincare skirts skis sleepwear
        slipper smartphone smartwatch smartwatches snacks sneakers soap soaps soccer sock socks sofa sofas software
        spade spanner spatula spices spinach spirits sponge sport sports sportswear sprinkler stapler stationery
        stickers stocking stools stoves stroller strollers students suitcase suitcases summer sunglasses sunscreen
        supplements surfing sweaters sweets swimming swimwear syrup t-shirts tablecloths tablet tableware tap tea
        teapot teas teddy teenagers telescope television televisions tennis tent tents textbooks textiles thermostat
        tiara tights tile tiles tires toaster tobacco toddlers toffee tofu toilet toiletries toothbrush toothpaste
        torch towel towels toys tractor trailer trainer trainers trampoline treadmill tripod trousers tshirts tulip
        tuna turkey tuxedo tyre tyres ukulele umbrella umbrellas underwear upholstery utensils vacuum vacuums vanilla
        varnish vase vases vegan vegetables vehicles velora videogames videos vinegar vinyl vitamins vodka waistcoat
        wallet wallets wallpaper walnut wardrobe washbasin washers webcams weekend wellness whatsapp wheelbarrow whisk
        whisky windscreen wine wines winter wok women womenswear wood woodwork wool wrench wristwatch yarn yoga
        yoghurt zentrix zip
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}
