import type { ProviderType } from '../organisations/provider.entity.js';
import type { WEST_MIDLANDS } from '../organisations/seed-authorities.js';

type AuthorityCode = keyof typeof WEST_MIDLANDS;

/** How many of a hundred young people have each home authority, the domain of its addresses, and the social care teams there. */
export interface SampleAuthority {
  code: AuthorityCode;
  weight: number;
  domain: string;
  teams: readonly string[];
}

export const SAMPLE_AUTHORITIES: readonly SampleAuthority[] = [
  { code: 'E08000025', weight: 20, domain: 'birmingham.example', teams: ['16+ North', '16+ South'] },
  { code: 'E08000026', weight: 11, domain: 'coventry.example', teams: ['Through Care East', 'Through Care West'] },
  { code: 'E08000027', weight: 6, domain: 'dudley.example', teams: ['Leaving Care'] },
  { code: 'E08000028', weight: 8, domain: 'sandwell.example', teams: ['Care Leavers 1', 'Care Leavers 2'] },
  { code: 'E08000029', weight: 4, domain: 'solihull.example', teams: ['16+ Team'] },
  { code: 'E08000030', weight: 6, domain: 'walsall.example', teams: ['Transition and Leaving Care'] },
  { code: 'E08000031', weight: 6, domain: 'wolverhampton.example', teams: ['Reach Team'] },
  { code: 'E06000019', weight: 4, domain: 'herefordshire.example', teams: ['16+ Team'] },
  { code: 'E06000051', weight: 5, domain: 'shropshire.example', teams: ['Leaving Care'] },
  { code: 'E10000028', weight: 10, domain: 'staffordshire.example', teams: ['Throughcare North', 'Throughcare South'] },
  { code: 'E06000021', weight: 6, domain: 'stoke-on-trent.example', teams: ['Next Steps'] },
  { code: 'E06000020', weight: 4, domain: 'telford-and-wrekin.example', teams: ['Care Leavers Team'] },
  { code: 'E10000031', weight: 6, domain: 'warwickshire.example', teams: ['Asylum and Leaving Care'] },
  { code: 'E10000034', weight: 7, domain: 'worcestershire.example', teams: ['Care Leavers North', 'Care Leavers South'] },
];

export interface SampleProvider {
  ukprn: string;
  name: string;
  type: ProviderType;
  authorityCode: AuthorityCode;
  domain: string;
}

const provider = (number: number, authorityCode: AuthorityCode, type: ProviderType, name: string): SampleProvider => ({
  ukprn: String(19_900_000 + number),
  name,
  type,
  authorityCode,
  domain: `${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}.example`,
});

/** Invented providers: places that are on no map, numbers outside the range that is given out. The first two have sign-ins. */
export const SAMPLE_PROVIDERS: readonly SampleProvider[] = [
  provider(1, 'E08000025', 'further-education-college', 'Aldermere College'),
  provider(2, 'E08000026', 'further-education-college', 'Brackenshaw College'),
  provider(3, 'E08000025', 'sixth-form-college', 'Cannerleigh Sixth Form College'),
  provider(4, 'E08000025', 'independent-training-provider', 'Dovetail Trades Training'),
  provider(5, 'E08000025', 'university', 'University of Eastmarch'),
  provider(6, 'E08000025', 'special-post-16-institution', 'Fallowfield Lane College'),
  provider(7, 'E08000026', 'school-sixth-form', 'Gildenhall School Sixth Form'),
  provider(8, 'E08000026', 'independent-training-provider', 'Handcross Skills'),
  provider(9, 'E08000026', '16-19-academy', 'Ivelbrook 16 to 19 Academy'),
  provider(10, 'E08000027', 'further-education-college', 'Jessamine College'),
  provider(11, 'E08000027', 'school-sixth-form', 'Kelderwood School Sixth Form'),
  provider(12, 'E08000027', 'independent-training-provider', 'Lanternside Training'),
  provider(13, 'E08000028', 'further-education-college', 'Marlstone College'),
  provider(14, 'E08000028', 'sixth-form-college', 'Netherfold Sixth Form College'),
  provider(15, 'E08000028', 'independent-training-provider', 'Oakapple Apprenticeships'),
  provider(16, 'E08000029', 'further-education-college', 'Pennyroyal College'),
  provider(17, 'E08000029', 'sixth-form-college', 'Quillhaven Sixth Form College'),
  provider(18, 'E08000029', 'school-sixth-form', 'Rookhope School Sixth Form'),
  provider(19, 'E08000030', 'further-education-college', 'Saddlebridge College'),
  provider(20, 'E08000030', 'independent-training-provider', 'Tallowgate Training'),
  provider(21, 'E08000030', 'special-post-16-institution', 'Umberleigh House College'),
  provider(22, 'E08000031', 'further-education-college', 'Vellacott College'),
  provider(23, 'E08000031', 'university', 'University of Westering'),
  provider(24, 'E08000031', '16-19-academy', 'Yarrowdale 16 to 19 Academy'),
  provider(25, 'E06000019', 'further-education-college', 'Applewick College'),
  provider(26, 'E06000019', 'sixth-form-college', 'Brynmarch Sixth Form College'),
  provider(27, 'E06000019', 'independent-training-provider', 'Cider Lane Training'),
  provider(28, 'E06000051', 'further-education-college', 'Dunmarrow College'),
  provider(29, 'E06000051', 'school-sixth-form', 'Ellerspool School Sixth Form'),
  provider(30, 'E06000051', 'special-post-16-institution', 'Foxholt College'),
  provider(31, 'E10000028', 'further-education-college', 'Greywether College'),
  provider(32, 'E10000028', 'school-sixth-form', 'Hopcroft School Sixth Form'),
  provider(33, 'E10000028', 'independent-training-provider', 'Ironbell Engineering Training'),
  provider(34, 'E10000028', 'sixth-form-college', 'Juniper Hill Sixth Form College'),
  provider(35, 'E06000021', 'further-education-college', 'Kilnside College'),
  provider(36, 'E06000021', 'sixth-form-college', 'Longport Lane Sixth Form College'),
  provider(37, 'E06000021', 'university', 'University of the Six Towns'),
  provider(38, 'E06000020', 'further-education-college', 'Mistlethorn College'),
  provider(39, 'E06000020', 'independent-training-provider', 'Newforge Training'),
  provider(40, 'E06000020', 'school-sixth-form', 'Orleton Vale School Sixth Form'),
  provider(41, 'E10000031', 'further-education-college', 'Plumtree College'),
  provider(42, 'E10000031', '16-19-academy', 'Ravensway 16 to 19 Academy'),
  provider(43, 'E10000031', 'independent-training-provider', 'Saltersford Skills'),
  provider(44, 'E10000034', 'further-education-college', 'Thistledown College'),
  provider(45, 'E10000034', 'sixth-form-college', 'Upperhay Sixth Form College'),
  provider(46, 'E10000034', 'special-post-16-institution', 'Waterlily College'),
];

/** What is learnt where: course and level. */
export const COURSES: Record<ProviderType, readonly (readonly [string, number])[]> = {
  'further-education-college': [
    ['Level 1 Certificate in Construction Skills', 1], ['Level 2 Diploma in Carpentry and Joinery', 2], ['Level 2 Diploma in Hairdressing', 2],
    ['Level 2 Certificate in Health and Social Care', 2], ['Level 3 Extended Diploma in Art and Design', 3], ['T Level in Digital Production', 3],
    ['Entry Level Skills for Life', 0], ['ESOL Entry 3', 0], ['Level 3 Diploma in Motor Vehicle Maintenance', 3],
  ],
  'sixth-form-college': [['A levels', 3], ['T Level in Health', 3], ['GCSE resits with enrichment', 2]],
  'school-sixth-form': [['A levels', 3], ['Level 3 Diploma in Sport', 3]],
  '16-19-academy': [['A levels', 3], ['Level 3 Diploma in Applied Science', 3]],
  'independent-training-provider': [
    ['Level 2 Apprenticeship: Property Maintenance Operative', 2], ['Level 3 Apprenticeship: Early Years Educator', 3],
    ['Level 2 Apprenticeship: Commis Chef', 2], ['Traineeship with work placement', 1],
  ],
  'special-post-16-institution': [['Pathway to Independence', 0], ['Supported Internship', 1]],
  university: [['BSc (Hons) Nursing', 6], ['BA (Hons) Youth Work', 6], ['Foundation Degree in Computing', 5]],
};
