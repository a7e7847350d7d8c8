/** The class index of people in every data set. */
export const PERSON = 0;
