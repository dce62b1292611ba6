/** Given and family names as they are common in the communities of the region; every person made of them is invented. */
interface Names {
  weight: number;
  given: readonly string[];
  family: readonly string[];
}

export const NAMES: readonly Names[] = [
  {
    weight: 46,
    given: ['Alfie', 'Amelia', 'Beth', 'Callum', 'Chloe', 'Daisy', 'Daniel', 'Ellie', 'Ethan', 'Freya', 'George', 'Grace', 'Harry', 'Holly', 'Jack', 'Jade', 'Jamie', 'Joel', 'Kai', 'Kayleigh', 'Leah', 'Lewis', 'Libby', 'Mason', 'Megan', 'Nathan', 'Poppy', 'Reece', 'Rosie', 'Ryan', 'Skye', 'Tyler'],
    family: ['Ashby', 'Bayliss', 'Cartwright', 'Dudfield', 'Eccleston', 'Fellows', 'Garbett', 'Hadley', 'Insley', 'Jukes', 'Kettle', 'Lovatt', 'Millward', 'Nock', 'Onions', 'Pearsall', 'Rudge', 'Skidmore', 'Tranter', 'Underhill', 'Wedge', 'Yardley'],
  },
  {
    weight: 14,
    given: ['Aaliyah', 'Adeel', 'Aisha', 'Bilal', 'Faizan', 'Fatima', 'Hamza', 'Haroon', 'Iqra', 'Khadija', 'Maryam', 'Nabeel', 'Omar', 'Sana', 'Usman', 'Zainab'],
    family: ['Ahmed', 'Akhtar', 'Bashir', 'Chaudhry', 'Hussain', 'Iqbal', 'Javed', 'Khan', 'Mahmood', 'Malik', 'Rafiq', 'Shah'],
  },
  {
    weight: 8,
    given: ['Amrit', 'Anjali', 'Arjun', 'Gurpreet', 'Harjot', 'Jasmin', 'Karan', 'Manpreet', 'Neha', 'Priya', 'Rohan', 'Simran'],
    family: ['Atwal', 'Bains', 'Chohan', 'Dhillon', 'Gill', 'Kaur', 'Mistry', 'Patel', 'Sandhu', 'Sharma', 'Singh', 'Virdee'],
  },
  {
    weight: 9,
    given: ['Andre', 'Bianca', 'Dwayne', 'Ebony', 'Jerome', 'Kiana', 'Leon', 'Marcia', 'Nadine', 'Rochelle', 'Shanice', 'Tyrone'],
    family: ['Barrett', 'Campbell', 'Dacosta', 'Francis', 'Gayle', 'Henry', 'Lindo', 'McKenzie', 'Pinnock', 'Reid', 'Sterling', 'Wint'],
  },
  {
    weight: 8,
    given: ['Abdi', 'Adaeze', 'Ayodele', 'Chidi', 'Emeka', 'Filmon', 'Hodan', 'Kemi', 'Kwame', 'Luwam', 'Mebrahtu', 'Nkechi', 'Sahra', 'Tesfay'],
    family: ['Adeyemi', 'Asante', 'Eze', 'Farah', 'Gebremedhin', 'Hassan', 'Mensah', 'Mohamud', 'Ndlovu', 'Okafor', 'Tekle', 'Warsame'],
  },
  {
    weight: 7,
    given: ['Agnieszka', 'Alina', 'Andrei', 'Dawid', 'Ionela', 'Jakub', 'Kinga', 'Mateusz', 'Oliwia', 'Stefan', 'Viorica', 'Zuzanna'],
    family: ['Balan', 'Dobrescu', 'Kaminska', 'Kowal', 'Lupu', 'Marin', 'Nowak', 'Petrescu', 'Sikora', 'Wrona', 'Zajac', 'Zielinska'],
  },
  {
    weight: 5,
    given: ['Aram', 'Bahar', 'Daryan', 'Farhad', 'Hiwa', 'Jamshid', 'Laleh', 'Mahdi', 'Nasrin', 'Rebin', 'Samir', 'Yusra'],
    family: ['Ahmadzai', 'Barzani', 'Haidari', 'Jalali', 'Karimi', 'Mohammadi', 'Noori', 'Osman', 'Rahimi', 'Saleh', 'Stanikzai', 'Zamani'],
  },
  {
    weight: 3,
    given: ['Anh', 'Bao', 'Chi', 'Hien', 'Kim', 'Linh', 'Mei', 'Minh', 'Thao', 'Wen'],
    family: ['Chen', 'Dinh', 'Ho', 'Lam', 'Ly', 'Nguyen', 'Pham', 'Tran', 'Vo', 'Zhang'],
  },
];
