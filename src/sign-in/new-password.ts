import { randomInt } from 'node:crypto';

/** A new password that is easy to type from a terminal or a letter: four words and three digits by chance, at least 15 characters. */
export function newPassword(): string {
  const words = Array.from({ length: 4 }, () => PASSWORD_WORDS[randomInt(PASSWORD_WORDS.length)]);
  return `${words.join('-')}-${randomInt(100, 1000)}`;
}

const PASSWORD_WORDS = [
  'acorn', 'amber', 'anchor', 'apple', 'apron', 'badger', 'bakery', 'barley', 'basket', 'beacon', 'bramble', 'breeze', 'bridge', 'bucket', 'button', 'candle',
  'canyon', 'carrot', 'castle', 'cedar', 'cherry', 'cobalt', 'comet', 'copper', 'cotton', 'cricket', 'crystal', 'daisy', 'dolphin', 'dragon', 'drizzle', 'engine',
  'falcon', 'feather', 'fiddle', 'finch', 'forest', 'garden', 'garnet', 'ginger', 'glacier', 'granite', 'guitar', 'hammer', 'harbour', 'hazel', 'heather', 'hedgehog',
  'honey', 'island', 'ivory', 'jigsaw', 'juniper', 'kettle', 'kitten', 'ladder', 'lantern', 'lemon', 'linen', 'lizard', 'lobster', 'magnet', 'maple', 'marble',
  'meadow', 'mitten', 'monsoon', 'mosaic', 'mountain', 'mustard', 'nectar', 'needle', 'nutmeg', 'ocean', 'olive', 'orchard', 'otter', 'oyster', 'paddle', 'paper',
  'parsley', 'pebble', 'pencil', 'pepper', 'pigeon', 'planet', 'plum', 'pocket', 'poppy', 'pumpkin', 'puzzle', 'quartz', 'rabbit', 'radish', 'raven', 'ribbon',
  'river', 'robin', 'rocket', 'saddle', 'saffron', 'salmon', 'sandal', 'scarlet', 'shadow', 'silver', 'sparrow', 'spruce', 'summer', 'sunset', 'teapot', 'thimble',
  'thistle', 'thunder', 'timber', 'tulip', 'tunnel', 'turnip', 'velvet', 'violet', 'walnut', 'willow', 'window', 'winter', 'wizard', 'yellow', 'zebra', 'zephyr',
];
