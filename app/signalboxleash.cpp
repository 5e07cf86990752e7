// SPDX-License-Identifier: GPL-3.0-or-later
// signalbox-leash: what a program of the user's runs under. One of its own, since there is one
// beside each worker: started as signalboxd it would load Qt every time.
#include "backend/supervisor/leash.h"

int main(int argc, char **argv)
{
    return supervisor::runLeash(argc - 1, argv + 1);
}
