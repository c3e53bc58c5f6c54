/* Runs one test of a battery of TestU01 on 32-bit words from standard input:
 *
 *	driver SmallCrush|Crush|BigCrush NUMBER < words
 *
 * NUMBER is that of the test in the guide of TestU01, from 1. It prints the version of
 * TestU01 and how many words were read, then one line for each statistic: its p-value, a
 * tab and its name. The program in the folder above compiles and feeds it.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <TestU01.h>
#include <testu01/gdefconf.h>

enum { LARGEST = 106 }; /* tests of BigCrush, the longest battery */

static unsigned int words[1 << 14];
static size_t next, held;
static unsigned long long drawn;

static unsigned int word(void)
{
	if (next == held) {
		held = fread(words, sizeof words[0], sizeof words / sizeof words[0], stdin);
		next = 0;
		if (held == 0) {
			fprintf(stderr, "the words ended after %llu\n", drawn);
			exit(1);
		}
	}
	drawn++;
	return words[next++];
}

static int run(unif01_Gen *generator, const char *battery, int number)
{
	int repetitions[LARGEST + 1] = {0};

	repetitions[number] = 1;
	if (strcmp(battery, "SmallCrush") == 0 && number <= 10)
		bbattery_RepeatSmallCrush(generator, repetitions);
	else if (strcmp(battery, "Crush") == 0 && number <= 96)
		bbattery_RepeatCrush(generator, repetitions);
	else if (strcmp(battery, "BigCrush") == 0)
		bbattery_RepeatBigCrush(generator, repetitions);
	else
		return 0;
	return 1;
}

int main(int count, char **arguments)
{
	int number = count == 3 ? atoi(arguments[2]) : 0;
	FILE *answers = fdopen(dup(STDOUT_FILENO), "w");
	unif01_Gen *generator;

	if (number < 1 || number > LARGEST || answers == NULL || freopen("/dev/null", "w", stdout) == NULL) {
		fprintf(stderr, "usage: %s SmallCrush|Crush|BigCrush NUMBER < words\n", arguments[0]);
		return 2;
	}
	swrite_Basic = FALSE;
	generator = unif01_CreateExternGenBits("words", word);
	if (!run(generator, arguments[1], number)) {
		fprintf(stderr, "%s has no test %d\n", arguments[1], number);
		return 2;
	}
	fprintf(answers, "%s\t%llu\n", PACKAGE_STRING, drawn);
	for (int i = 0; i < bbattery_NTests; i++)
		fprintf(answers, "%.17g\t%s\n", bbattery_pVal[i], bbattery_TestNames[i]);
	unif01_DeleteExternGenBits(generator);
	return fclose(answers) != 0;
}
